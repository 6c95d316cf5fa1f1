/** A network session of its own, as Electron's `session.fromPartition` makes one. */
export interface Lane {
  fetch: typeof fetch;
  closeAllConnections(): Promise<void>;
}

export interface FetchDoors {
  /** For reads: connections are kept and used again. */
  reads: typeof fetch;
  /** Opens a lane for changes; each number is asked for once. */
  openLane(number: number): Lane;
}

/** As many changes as one tenant may have in flight. */
const mostLanes = 16;

/**
 * Makes a `fetch` that sends a change at most once. Chromium by itself sends a request again when a connection that it
 * had used before breaks before the answer, whatever the method (measured on Electron 33: a PATCH and a POST arrived
 * twice). It never does so on a fresh connection. So each change has a lane whose connections are closed first.
 */
export function fetchOnce(doors: FetchDoors): typeof fetch {
  const free: Lane[] = [];
  const waiting: ((lane: Lane) => void)[] = [];
  let opened = 0;

  const takeLane = async (): Promise<Lane> => {
    const lane = free.pop();
    if (lane) return lane;
    if (opened < mostLanes) return doors.openLane(opened++);
    return new Promise((resolve) => waiting.push(resolve));
  };
  const giveBack = (lane: Lane): void => {
    const next = waiting.shift();
    if (next) next(lane);
    else free.push(lane);
  };

  return async (input, init) => {
    // From here on this request is the one: making it has taken over the body of what came in.
    const request = new Request(input, init);
    if (request.method === 'GET' || request.method === 'HEAD') return doors.reads(request);
    const lane = await takeLane();
    try {
      request.signal.throwIfAborted();
      await lane.closeAllConnections();
      const response = await lane.fetch(request);
      return whenRead(response, () => giveBack(lane));
    } catch (thrown) {
      giveBack(lane);
      throw thrown;
    }
  };
}

/** The same response; `done` is called once, when its body was read to the end, was given up, or broke. */
function whenRead(response: Response, giveBack: () => void): Response {
  let isOver = false;
  // A cancel, the end and an error can all be seen for one body; a lane given back twice would serve two changes.
  const done = (): void => {
    if (isOver) return;
    isOver = true;
    giveBack();
  };
  if (!response.body) {
    done();
    return response;
  }
  const reader = response.body.getReader();
  const body = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      try {
        const piece = await reader.read();
        if (!piece.done) return controller.enqueue(piece.value);
        const wasOver = isOver;
        done();
        if (!wasOver) controller.close();
      } catch (thrown) {
        done();
        throw thrown;
      }
    },
    cancel: async (reason) => {
      done();
      await reader.cancel(reason);
    },
  });
  const { status, statusText, headers } = response;
  return new Response(body, { status, statusText, headers });
}
