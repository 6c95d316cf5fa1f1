import classes from './Ring.module.css';

interface RingProps {
  /** 0 to 1; `unknown` turns round. */
  readonly share: number | 'unknown';
  readonly size?: number;
}

/** A small progress ring. It has no name of its own: the words stand next to it. */
export function Ring({ share, size = 14 }: RingProps) {
  const length = 2 * Math.PI * 6;
  const drawn = share === 'unknown' ? 0.3 : Math.min(1, Math.max(0.02, share));
  return (
    <svg
      className={classes.ring}
      data-turning={share === 'unknown' || undefined}
      width={size}
      height={size}
      viewBox="0 0 16 16"
      aria-hidden="true"
    >
      <circle className={classes.track} cx="8" cy="8" r="6" />
      <circle
        className={classes.drawn}
        cx="8"
        cy="8"
        r="6"
        strokeDasharray={`${length * drawn} ${length}`}
        transform="rotate(-90 8 8)"
      />
    </svg>
  );
}
