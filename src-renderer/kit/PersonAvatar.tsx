import classes from './PersonAvatar.module.css';

const initials = (name: string): string => {
  const words = name.split(/[\s.@_-]+/u).filter((word) => /^[\p{L}\p{N}]/u.test(word));
  const [first = '', ...rest] = words;
  const last = rest.at(-1) ?? '';
  return `${[...first][0] ?? ''}${[...last][0] ?? ''}`.toUpperCase() || '?';
};

/** A person's initials in a circle; decoration only, the name stands next to it. */
export function PersonAvatar({ name, size }: { readonly name: string; readonly size: 'small' | 'large' }) {
  return (
    <span className={classes.avatar} data-size={size} aria-hidden="true">
      {initials(name.slice(0, 200))}
    </span>
  );
}
