import { buildApp } from '../build/build-app.mjs';

/** Builds out/ anew; counts as one check. */
export async function buildStage() {
  const code = await buildApp();
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0, remark: '' };
}
