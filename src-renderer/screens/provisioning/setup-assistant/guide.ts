import type { Idp, SetUpFactName } from '../../../../src-contract/setup-assistant.ts';

/** What every guide goes through, in this order. */
export const stepKinds = ['app', 'address', 'token', 'switches', 'groups', 'arrives'] as const;
export type StepKind = (typeof stepKinds)[number];

/** What goes into a field of the provider's screen. No value is a secret: the token is named, never held. */
export type FieldValue =
  | { readonly of: 'scim-url' }
  /** The SCIM URL with something behind it that this provider wants. */
  | { readonly of: 'scim-url-with'; readonly ending: string }
  | { readonly of: 'token' }
  | { readonly of: 'text'; readonly text: string }
  /** Something to choose there; nothing to paste. */
  | { readonly of: 'choice'; readonly text: string };

export interface GuideField {
  /** As the provider's screen calls it. */
  readonly label: string;
  readonly value: FieldValue;
}

/** A trap of this provider, told at the step where it bites. `trap` is the name by which tests count them. */
export interface GuideNote {
  readonly trap: string;
  readonly text: string;
}

export interface GuideStep {
  readonly kind: StepKind;
  readonly title: string;
  readonly fields: readonly GuideField[];
  /** Switches that are off there until somebody ticks them. */
  readonly switches: readonly string[];
  readonly notes: readonly GuideNote[];
}

export interface Guide {
  readonly idp: Idp;
  /** On the pill. */
  readonly name: string;
  /** Said before the steps: what to choose instead, and why. */
  readonly advice: string | null;
  readonly steps: readonly GuideStep[];
  /** How soon a change arrives, and what limits it. */
  readonly pace: string;
  /** What unassigning somebody there does here. */
  readonly unassigning: string;
  /** What rotating the token means there. */
  readonly rotating: string;
  /** Where it keeps its own record of pushes. */
  readonly log: string;
}

/** Which facts tick a step: all that it `needs` are done; what it `minds` makes it amber when it looks wrong. */
export const factsOfStep: Readonly<
  Record<StepKind, { readonly needs: readonly SetUpFactName[]; readonly minds: readonly SetUpFactName[] }>
> = {
  app: { needs: ['sso', 'mode'], minds: [] },
  address: { needs: ['token-used'], minds: [] },
  token: { needs: ['token', 'token-used'], minds: ['test'] },
  switches: { needs: ['people', 'deactivation'], minds: [] },
  groups: { needs: ['groups', 'group-names'], minds: [] },
  arrives: { needs: ['token-used', 'people'], minds: ['pushes'] },
};
