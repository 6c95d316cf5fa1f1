import { type Answered, type Asked, type Fault, scim, scimError } from './faulty-proxy.ts';

interface Operation {
  op: string;
  path?: string;
  value?: unknown;
}

/** The operations of a PATCH, or none. */
export function operationsOf({ method, body }: Asked): Operation[] {
  if (method !== 'PATCH' || typeof body !== 'object' || body === null || !('Operations' in body)) return [];
  return body.Operations as Operation[];
}

const isOne = (path: string, kind: 'Users' | 'Groups'): boolean => new RegExp(`^/${kind}/[^/]+$`).test(path);
const filterOf = ({ query }: Asked): string => query.get('filter') ?? '';

/** Answers by itself where `is` says so, and passes everything else on. */
export function answerWhere(is: (asked: Asked) => boolean, answer: (asked: Asked) => Answered): Fault {
  return async (asked, forward) => (is(asked) ? answer(asked) : forward());
}

/** Forwards another body in place of the one that came. */
function changeBody(is: (asked: Asked) => boolean, change: (asked: Asked) => unknown): Fault {
  return async (asked, forward) => (is(asked) ? forward({ body: change(asked) }) : forward());
}

/** What the test of a connection has to find: the fault, and exactly the checks that it may blame. */
export const readFaults: Record<string, { fault: Fault; blames: string[] }> = {
  'a web page for everything': {
    fault: async () => ({
      status: 200,
      headers: { 'content-type': 'text/html' },
      text: '<html>Sign in</html>',
    }),
    blames: ['no-web-page failed'],
  },
  'a redirect to a sign-in': {
    fault: async () => ({ status: 302, headers: { location: 'https://login.example.com/' }, text: '' }),
    blames: ['no-web-page failed'],
  },
  'a firewall that wants a User-Agent': {
    fault: answerWhere(
      ({ headers }) => headers['user-agent'] === undefined,
      () => ({ status: 403, headers: { 'content-type': 'text/html' }, text: '<html>Forbidden</html>' }),
    ),
    blames: ['no-user-agent failed'],
  },
  'plain JSON as content type': {
    fault: async (_asked, forward) => {
      const answer = await forward();
      return { ...answer, headers: { ...answer.headers, 'content-type': 'application/json' } };
    },
    blames: ['content-type look'],
  },
  'text as content type': {
    fault: async (_asked, forward) => {
      const answer = await forward();
      return { ...answer, headers: { ...answer.headers, 'content-type': 'text/plain' } };
    },
    blames: ['content-type failed'],
  },
  'no ServiceProviderConfig': {
    fault: answerWhere(
      ({ path }) => path === '/ServiceProviderConfig',
      () => scimError(404, 'No such thing'),
    ),
    blames: ['service-provider look'],
  },
  'a ServiceProviderConfig without patch': {
    fault: answerWhere(
      ({ path }) => path === '/ServiceProviderConfig',
      () => scim(200, { patch: { supported: false }, filter: { supported: true } }),
    ),
    blames: ['service-provider look'],
  },
  'counts as text': {
    fault: async (asked, forward) => {
      const answer = await forward();
      if (asked.path !== '/Users' || filterOf(asked) !== '') return answer;
      return { ...answer, text: answer.text.replace(/"totalResults":(\d+)/u, '"totalResults":"$1"') };
    },
    blames: ['counts-are-numbers failed', 'people-readable look'],
  },
  '404 for an empty search': {
    fault: async (asked, forward) => {
      const answer = await forward();
      return filterOf(asked) !== '' && /"totalResults":0\b/u.test(answer.text)
        ? scimError(404, 'Nobody found')
        : answer;
    },
    blames: ['empty-search failed'],
  },
  'filters passed over': {
    fault: async (asked, forward) =>
      filterOf(asked) === '' ? forward() : forward({ query: new URLSearchParams({ count: '10' }) }),
    blames: ['empty-search failed', 'filter-finds failed'],
  },
  'a filter that minds letter case': {
    fault: async (asked, forward) => {
      const answer = await forward();
      const wanted = /userName eq "([^"]+)"/u.exec(filterOf(asked))?.[1];
      if (wanted === undefined || answer.text.includes(`"userName":"${wanted}"`)) return answer;
      return scim(200, { totalResults: 0, Resources: [] });
    },
    blames: ['filter-letter-case failed'],
  },
  'a filter that breaks at a quote': {
    fault: answerWhere(
      (asked) => filterOf(asked).includes('\\"'),
      () => scimError(500, 'Internal error'),
    ),
    blames: ['filter-quotes failed'],
  },
  'a filter that refuses a quote': {
    fault: answerWhere(
      (asked) => filterOf(asked).includes('\\"'),
      () => scimError(400, 'No quotes', 'invalidFilter'),
    ),
    blames: ['filter-quotes look'],
  },
  'a filter that breaks at a plus sign': {
    fault: answerWhere(
      (asked) => filterOf(asked).includes('+'),
      () => scimError(400, 'Unreadable', 'invalidFilter'),
    ),
    blames: ['filter-plus failed'],
  },
  '200 for an unknown person': {
    fault: async (asked, forward) => {
      const answer = await forward();
      return isOne(asked.path, 'Users') && answer.status === 404 ? scim(200, {}) : answer;
    },
    blames: ['unknown-person failed'],
  },
  '404 in a form of its own': {
    fault: async (asked, forward) => {
      const answer = await forward();
      return isOne(asked.path, 'Users') && answer.status === 404
        ? scim(404, { message: 'Not found' })
        : answer;
    },
    blames: ['unknown-person look'],
  },
  'pages that begin anew': {
    fault: async (asked, forward) => {
      const query = new URLSearchParams(asked.query);
      if (asked.path === '/Users' && query.get('count') === '200') query.set('startIndex', '1');
      return forward({ query });
    },
    blames: ['paging failed'],
  },
  'pages that end too early': {
    fault: async (asked, forward) => {
      const start = Number(asked.query.get('startIndex') ?? '1');
      if (asked.path !== '/Users' || start <= 200) return forward();
      return scim(200, { totalResults: 300, startIndex: start, itemsPerPage: 0, Resources: [] });
    },
    blames: ['paging failed'],
  },
  'groups that cannot be read': {
    fault: async (asked, forward) => {
      const answer = await forward();
      if (asked.path !== '/Groups') return answer;
      return scimError(500, 'The groups cannot be read');
    },
    blames: ['groups-readable failed'],
  },
  'group names that break the rule': {
    fault: async (asked, forward) => {
      if (asked.path !== '/Groups') return forward();
      return scim(200, {
        totalResults: 2,
        Resources: [
          { id: 'g1', displayName: 'Field Crew' },
          { id: 'g2', displayName: 'Vision_Partners' },
        ],
      });
    },
    blames: ['group-names look'],
  },
  'a person shown as deactivated who is active': {
    fault: async (asked, forward) => {
      const answer = await forward();
      if (asked.path !== '/Users' || asked.query.get('count') !== '200') return answer;
      return { ...answer, text: answer.text.replace('"active":true', '"active":false') };
    },
    blames: ['people-same look', 'rest-same look'],
  },
  'a clock that is ten minutes ahead': {
    fault: async (_asked, forward) => {
      const answer = await forward();
      return {
        ...answer,
        headers: { ...answer.headers, date: new Date(Date.now() + 600_000).toUTCString() },
      };
    },
    blames: ['clock-skew look'],
  },
};

const isPatch = (asked: Asked, kind: 'Users' | 'Groups', is: (operation: Operation) => boolean): boolean =>
  isOne(asked.path, kind) && operationsOf(asked).some(is);
const refusePatch = (kind: 'Users' | 'Groups', is: (operation: Operation) => boolean): Fault =>
  answerWhere(
    (asked) => isPatch(asked, kind, is),
    () => scimError(400, 'This operation is not understood', 'invalidSyntax'),
  );

/** What the probe has to find. `vendors`: those that break by it; every other one must work. */
export const writeFaults = {
  'a removal by list that empties the group': {
    fault: changeBody(
      (asked) =>
        isPatch(
          asked,
          'Groups',
          ({ op, path, value }) => /^remove$/iu.test(op) && path === 'members' && value !== undefined,
        ),
      () => ({
        schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
        Operations: [{ op: 'remove', path: 'members' }],
      }),
    ),
    blames: ['remove-by-list failed'],
  },
  'a removal by list that is refused': {
    fault: refusePatch(
      'Groups',
      ({ op, path, value }) => /^remove$/iu.test(op) && path === 'members' && value !== undefined,
    ),
    blames: ['remove-by-list failed'],
  },
  'a removal by filter that does nothing': {
    fault: changeBody(
      (asked) => isPatch(asked, 'Groups', ({ path }) => path?.includes('[value eq') === true),
      () => ({
        schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
        Operations: [{ op: 'remove', path: 'members[value eq "nobody"]' }],
      }),
    ),
    blames: ['remove-by-filter failed'],
  },
  'capitalised operations refused': {
    fault: refusePatch('Users', ({ op }) => op === 'Replace'),
    blames: ['replace-capital failed'],
  },
  'operations without a path refused': {
    fault: refusePatch('Users', ({ path }) => path === undefined),
    blames: ['replace-pathless failed'],
  },
  '"False" that stays true': {
    fault: async (asked, forward) => {
      const isText = isPatch(asked, 'Users', ({ path, value }) => path === 'active' && value === 'False');
      return isText ? forward({ method: 'GET' }) : forward();
    },
    blames: ['false-as-text failed'],
  },
  'PATCH answered 204': {
    fault: async (asked, forward) => {
      const answer = await forward();
      return asked.method === 'PATCH' && answer.status === 200
        ? { ...answer, status: 204, text: '' }
        : answer;
    },
    blames: ['patch-answer look'],
  },
  '200 for a person who exists': {
    fault: async (asked, forward) => {
      const answer = await forward();
      if (asked.method !== 'POST' || asked.path !== '/Users' || answer.status !== 409) return answer;
      const { userName } = asked.body as { userName: string };
      const query = new URLSearchParams({ filter: `userName eq "${userName}"` });
      const found = await forward({ method: 'GET', query });
      const { Resources } = JSON.parse(found.text) as { Resources: unknown[] };
      return scim(200, Resources[0]);
    },
    blames: ['create-twice failed'],
  },
  'a duplicate without the keyword': {
    fault: async (asked, forward) => {
      const answer = await forward();
      return asked.path === '/Users' && answer.status === 409 ? scimError(409, 'Exists') : answer;
    },
    blames: ['create-twice look'],
  },
  'a second group of the same name': {
    fault: async (asked, forward) => {
      const answer = await forward();
      if (asked.method !== 'POST' || asked.path !== '/Groups' || answer.status !== 409) return answer;
      const { displayName, ...rest } = asked.body as { displayName: string };
      return forward({ body: { ...rest, displayName: `${displayName}-x` } });
    },
    blames: ['group-twice failed'],
  },
  'plus signs refused': {
    fault: answerWhere(
      ({ method, path, body }) =>
        method === 'POST' && path === '/Users' && JSON.stringify(body).includes('+'),
      () => scimError(400, 'No plus signs', 'invalidValue'),
    ),
    blames: ['plus-address look'],
  },
  'deactivated people hidden': {
    fault: async (asked, forward) => {
      const answer = await forward();
      if (asked.method !== 'GET' || asked.path !== '/Users' || filterOf(asked) === '') return answer;
      return answer.text.includes('"active":false') ? scim(200, { totalResults: 0, Resources: [] }) : answer;
    },
    blames: ['find-deactivated failed'],
  },
  'deactivation that does nothing': {
    fault: async (asked, forward) => {
      const isOff = isPatch(asked, 'Users', ({ path, value }) => path === 'active' && value === false);
      return isOff ? forward({ method: 'GET' }) : forward();
    },
    blames: ['deactivate failed'],
  },
  'reactivation refused': {
    fault: refusePatch('Users', ({ path, value }) => path === 'active' && value === true),
    blames: ['reactivate failed'],
  },
  'a PUT without active that suspends': {
    fault: changeBody(
      ({ method, path, body }) =>
        method === 'PUT' &&
        isOne(path, 'Users') &&
        typeof body === 'object' &&
        body !== null &&
        !('active' in body),
      ({ body }) => ({ ...(body as object), active: false }),
    ),
    blames: ['put-without-active failed'],
  },
  'adds that are lost when two come at once': {
    fault: (() => {
      let inFlight = 0;
      return async (asked, forward) => {
        const isAdd = isPatch(asked, 'Groups', ({ op, path }) => /^add$/iu.test(op) && path === 'members');
        if (!isAdd) return forward();
        inFlight += 1;
        const isSecond = inFlight > 1;
        // Two at the same moment overlap here as they would in a server that reads, waits and writes.
        await new Promise((resolve) => setTimeout(resolve, 60));
        try {
          return await forward(isSecond ? { method: 'GET' } : {});
        } finally {
          inFlight -= 1;
        }
      };
    })(),
    blames: ['add-at-once failed'],
  },
  'an empty group refused': {
    fault: answerWhere(
      ({ method, path, body }) =>
        method === 'PUT' && isOne(path, 'Groups') && /"members":\[\]/u.test(JSON.stringify(body)),
      () => scimError(422, 'A team needs at least one member'),
    ),
    blames: ['empty-members look'],
  },
  'a rename that loses the members': {
    fault: changeBody(
      (asked) => isPatch(asked, 'Groups', ({ path, op }) => path === 'displayName' && op === 'replace'),
      (asked) => ({
        ...(asked.body as object),
        Operations: [...operationsOf(asked), { op: 'remove', path: 'members' }],
      }),
    ),
    blames: ['rename-group failed'],
  },
  'an illegal name answered with a failure of the server': {
    fault: answerWhere(
      ({ method, path, body }) =>
        method === 'POST' && path === '/Groups' && JSON.stringify(body).includes('illegal'),
      () => scimError(500, 'Internal error'),
    ),
    blames: ['illegal-group-name failed'],
  },
  'no DELETE for people': {
    fault: answerWhere(
      ({ method, path }) => method === 'DELETE' && isOne(path, 'Users'),
      () => scimError(405, 'DELETE does not work here'),
    ),
    blames: ['cleaned-up failed', 'delete-person look'],
  },
  'a DELETE that deletes nobody': {
    fault: answerWhere(
      ({ method, path }) => method === 'DELETE' && isOne(path, 'Users'),
      () => scim(204, undefined),
    ),
    blames: ['cleaned-up failed', 'delete-person failed'],
  },
  'a deleted person who cannot come again': {
    fault: (() => {
      const gone = new Set<string>();
      return async (asked, forward) => {
        if (asked.method === 'DELETE' && isOne(asked.path, 'Users')) {
          const read = await forward({ method: 'GET' });
          gone.add((JSON.parse(read.text) as { userName: string }).userName);
        }
        if (asked.method === 'POST' && asked.path === '/Users') {
          const { userName } = asked.body as { userName: string };
          if (gone.has(userName)) return scimError(409, 'Was here before', 'uniqueness');
        }
        return forward();
      };
    })(),
    blames: ['create-again failed'],
  },
  'people who cannot be made': {
    fault: answerWhere(
      ({ method, path }) => method === 'POST' && path === '/Users',
      () => scimError(400, 'This domain is not allowed', 'invalidValue'),
    ),
    blames: ['create-person failed'],
  },
  'throttling with a date': {
    fault: (() => {
      let left = 1;
      return async (asked, forward) => {
        if (asked.method !== 'PATCH' || left === 0) return forward();
        left -= 1;
        return scim(429, undefined, { 'retry-after': new Date(Date.now() + 1000).toUTCString() });
      };
    })(),
    blames: ['probe-throttle look'],
  },
} satisfies Record<string, { fault: Fault; blames: string[] }>;

/** A service that takes `emails` as a list only: OneLogin may send an object. */
export const emailsMustBeLists: Fault = answerWhere(
  ({ method, path, body }) =>
    method === 'POST' &&
    path === '/Users' &&
    typeof body === 'object' &&
    body !== null &&
    'emails' in body &&
    !Array.isArray(body.emails),
  () => scimError(400, 'emails must be a list', 'invalidValue'),
);

/** SCIM says that a person is deactivated, and nobody else hears of it. */
export function onlyScimSeesIt(): Fault {
  const off = new Set<string>();
  return async (asked, forward) => {
    const turned = operationsOf(asked).find(
      ({ path, value }) => path === 'active' && typeof value === 'boolean',
    );
    if (turned !== undefined && asked.method === 'PATCH') {
      if (turned.value === false) off.add(asked.path);
      else off.delete(asked.path);
    }
    if (asked.method === 'DELETE' || asked.method === 'PUT') off.delete(asked.path);
    const isHidden = off.has(asked.path);
    const answer = await forward(isHidden ? { method: 'GET' } : {});
    return isHidden ? { ...answer, text: answer.text.replace('"active":true', '"active":false') } : answer;
  };
}
