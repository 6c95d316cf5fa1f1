import { contextBridge, ipcRenderer } from 'electron';
import type { Change } from '../src-contract/change.ts';
import type { Bridge } from '../src-contract/channels.ts';

/** The two fixed IPC names. Which of the contract's channels is meant travels as data and is checked in main. */
const callName = 'tenantry:call';
const changeName = 'tenantry:change';

const bridge: Bridge = {
  call: (channel, input) => ipcRenderer.invoke(callName, { channel, input }),
  onChange: (listener) => {
    const heard = (_event: unknown, change: Change): void => listener(change);
    ipcRenderer.on(changeName, heard);
    return () => {
      ipcRenderer.removeListener(changeName, heard);
    };
  },
};

contextBridge.exposeInMainWorld('tenantry', Object.freeze(bridge));
