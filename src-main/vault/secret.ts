import { inspect } from 'node:util';

const values = new WeakMap<Secret, string>();

/**
 * A credential that prints as dots: in a log, a template, JSON or the inspector. `reveal` is the one way to its
 * value; the API client and the vault call it, nobody else (a boundary test counts the callers).
 */
export class Secret {
  constructor(value: string) {
    values.set(this, value);
  }

  /** The value itself, for the wire or the safe. */
  reveal(): string {
    return values.get(this) ?? '';
  }

  /** The last four characters, for people who compare tokens. */
  lastFour(): string {
    return this.reveal().slice(-4);
  }

  /** How long it is: a token that was cut while copying is seen by it. */
  length(): number {
    return this.reveal().length;
  }

  toString(): string {
    return '••••';
  }

  toJSON(): string {
    return '••••';
  }

  [inspect.custom](): string {
    return '••••';
  }
}
