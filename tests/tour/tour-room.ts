import type { ElectronApplication, Page } from '@playwright/test';
import type { StartedSandbox } from '../e2e/harness/start-sandbox.ts';

/** What every step of the tour works with. */
export interface TourRoom {
  readonly page: Page;
  readonly app: ElectronApplication;
  readonly tenant: StartedSandbox;
  /** Writes a picture of the window to out/tour/NN-name.png. */
  shoot(name: string): Promise<void>;
}

/** One step: does something in the app, checks it in the tenant, and answers what to print. Rejects when it did not happen. */
export interface TourStep {
  readonly name: string;
  run(room: TourRoom): Promise<string>;
}

/** A number as the app shows it. */
export function countText(count: number): string {
  return count.toLocaleString('en-US');
}
