import type { Router } from 'express';
import type { ControlRoom } from './control-room.ts';
import { faultRoutes } from './fault-routes.ts';
import { pageRoutes } from './page-routes.ts';
import { tenantStateRoutes } from './tenant-state-routes.ts';

/** All that the control port answers; who adds to it makes a Router of the room and adds it here. */
export function controlRouters(room: ControlRoom): Router[] {
  return [pageRoutes(room), faultRoutes(room), tenantStateRoutes(room)];
}
