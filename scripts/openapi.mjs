import './set-up/require-node.mjs';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { generatedFiles } from './openapi/generated-files.mjs';
import { projectRoot } from './set-up/project-root.mjs';

// npm run openapi: writes anew what is made of src-sandbox/tenant-api.openapi.yaml. Commit the results with it.
for (const [path, text] of await generatedFiles()) {
  mkdirSync(dirname(join(projectRoot, path)), { recursive: true });
  writeFileSync(join(projectRoot, path), text);
  console.log(path);
}
