import SCIMMY from 'scimmy';
import { isObject, type JsonObject, ownIgnoringCase, refuseDeep } from './scim-json.ts';
import { scimProblem, statusProblem } from './scim-problem.ts';

/** One operation of a PATCH, its `op` in lower case. */
export interface PatchOperation {
  readonly op: 'add' | 'replace' | 'remove';
  readonly path: string | undefined;
  readonly value: unknown;
}

const mostOperations = 2000;
// The urn that Grouper sends (tenant-api, section 5).
const grouperUrn = 'urn:ietf:params:scim:schemas:core:2.0:patchop';

/**
 * Reads a PATCH message. Its form is judged by scimmy's PatchOp, after the names' letter case and Grouper's urn are put
 * right. 400 invalidSyntax, invalidValue or noTarget as scimmy finds, 413 for more than 2,000 operations.
 */
export function readPatch(body: unknown): PatchOperation[] {
  if (!isObject(body)) throw scimProblem('invalidSyntax', 'The body must be a PatchOp message.');
  const operations = ownIgnoringCase(body, 'Operations');
  if (Array.isArray(operations) && operations.length > mostOperations) {
    throw statusProblem(413, `A PATCH may have ${mostOperations} operations at most.`);
  }
  refuseOtherSchemas(ownIgnoringCase(body, 'schemas'));
  const message = new SCIMMY.Messages.PatchOp({
    schemas: [SCIMMY.Messages.PatchOp.id],
    Operations: Array.isArray(operations) ? operations.map(readOperation) : [],
  });
  return message.Operations.map(({ op, path, value }) => ({ op: readOp(op), path, value }));
}

function readOperation(operation: unknown) {
  if (!isObject(operation)) throw scimProblem('invalidValue', 'Each operation must be an object.');
  const { op, path, value } = namesInLowerCase(operation);
  if (typeof op !== 'string') throw scimProblem('invalidValue', 'Each operation needs an op.');
  if (path !== undefined && path !== null && typeof path !== 'string') {
    throw scimProblem('invalidPath', 'The path of an operation must be text.');
  }
  refuseDeep(value);
  // An empty path is none.
  return { op: readOp(op), ...(path ? { path } : {}), value };
}

function namesInLowerCase(operation: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(operation).map(([name, value]) => [name.toLowerCase(), value]));
}

function readOp(op: string): PatchOperation['op'] {
  const word = op.toLowerCase();
  if (word === 'add' || word === 'replace' || word === 'remove') return word;
  throw scimProblem('invalidSyntax', `An operation can add, replace or remove, not “${op.slice(0, 40)}”.`);
}

function refuseOtherSchemas(schemas: unknown): void {
  const right = SCIMMY.Messages.PatchOp.id;
  const urns = new Set([right.toLowerCase(), grouperUrn]);
  const [urn, ...more] = Array.isArray(schemas) ? schemas : [schemas];
  if (typeof urn === 'string' && urns.has(urn.toLowerCase()) && more.length === 0) return;
  throw scimProblem('invalidSyntax', `The schemas of a PATCH must be ["${right}"].`);
}
