import type { Handlers } from '../../../src-contract/channels.ts';
import { type HeartbeatDoors, readHeartbeat } from './read-heartbeat.ts';

/** Answers the heartbeat channel. */
export function heartbeatHandlers(doors: HeartbeatDoors): Pick<Handlers, 'heartbeat/read'> {
  return { 'heartbeat/read': async ({ tenantId }) => readHeartbeat(doors, tenantId) };
}
