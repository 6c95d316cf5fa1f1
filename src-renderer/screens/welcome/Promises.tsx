import { IconDatabase, IconDeviceDesktop, IconKey } from '@tabler/icons-react';
import { useRead } from '../../bridge/use-read.ts';
import classes from './WelcomeScreen.module.css';

/** Three facts about where things are kept. They are what this version does, no more. */
export function Promises() {
  const vault = useRead('app/about', {}).value?.vault;
  return (
    <ul className={classes.promises}>
      <li>
        <IconKey size={16} aria-hidden />
        {vault?.sentence}
      </li>
      <li>
        <IconDatabase size={16} aria-hidden />
        The local copy is a file only you can read.
      </li>
      <li>
        <IconDeviceDesktop size={16} aria-hidden />
        Nothing is sent anywhere but your control plane.
      </li>
    </ul>
  );
}
