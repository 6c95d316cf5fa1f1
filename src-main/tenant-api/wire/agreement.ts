import type { z } from 'zod';

/** Names of fields that `Read` has, at any depth, and `Described` has not. */
type Strangers<Read, Described> =
  NonNullable<Read> extends readonly (infer ReadItem)[]
    ? NonNullable<Described> extends readonly (infer DescribedItem)[]
      ? Strangers<ReadItem, DescribedItem>
      : never
    : NonNullable<Read> extends object
      ? StrangersOfFields<NonNullable<Read>, NonNullable<Described>>
      : never;

type StrangersOfFields<Read extends object, Described> = {
  // What a loose schema lets pass has no name.
  [Name in keyof Read as string extends Name ? never : Name]-?: Name extends keyof Described
    ? Strangers<Read[Name], Described[Name]>
    : Name;
} extends infer Found
  ? Found[keyof Found]
  : never;

/** The same type without its name: only then does TypeScript let it pass where further fields are open. */
type Nameless<Type> = Type extends object ? { [Name in keyof Type]: Nameless<Type[Name]> } : Type;

type Agrees<Read, Described> = [Nameless<Described>] extends [Read]
  ? [Strangers<Read, Described>] extends [never]
    ? unknown
    : { notDescribed: Strangers<Read, Described> }
  : { cannotBeReadAs: Read };

/**
 * Holds a schema of the client against a type of the tenant's OpenAPI description while compiling: all that is described
 * must be read, and every field that is read must be described. A pair that drifted apart does not compile.
 */
export type Agreement<
  Schema extends z.ZodType,
  Described extends Agrees<z.input<Schema>, Described>,
> = readonly [Schema, Described];
