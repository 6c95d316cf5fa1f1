import { createServer } from 'node:http';

// A tenant that does nothing but wait: people and teams in memory, each answer after the server time that was ordered with
// POST /bench. It is the base of the invite bench, and runs as a process of its own.

const base = '/api/svc/v1';

const server = createServer((request, response) => {
  const parts = [];
  request.on('data', (part) => parts.push(part));
  request.on('end', () => {
    const url = new URL(request.url, 'http://base');
    const body = parts.length === 0 ? null : JSON.parse(Buffer.concat(parts).toString('utf8'));
    const [status, answer] = answerFor(request.method, url, body);
    const text = typeof answer === 'string' ? answer : JSON.stringify(answer);
    setTimeout(() => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(text);
    }, serverMs);
  });
});
let serverMs = 0;
let tenant = fresh();

function fresh() {
  return { users: new Map(), order: [], teams: new Map(), counts: {} };
}

function answerFor(method, url, body) {
  const path = url.pathname.startsWith(base) ? url.pathname.slice(base.length) : url.pathname;
  const asked = `${method} ${path.replace(/^\/(users|teams)\/(?!register|roles|user)[^/]+$/, '/$1/{id}')}`;
  if (asked !== 'POST /bench' && asked !== 'GET /bench')
    tenant.counts[asked] = (tenant.counts[asked] ?? 0) + 1;
  switch (asked) {
    case 'POST /bench':
      serverMs = body.serverMs;
      tenant = fresh();
      return [200, {}];
    case 'GET /bench':
      return [200, { people: tenant.order.length, counts: tenant.counts }];
    case 'POST /users/register':
      if (tenant.users.has(body.email)) return [409, { statusCode: 409, message: 'exists' }];
      register(body.email);
      return [200, {}];
    case 'PATCH /users/roles': {
      const user = tenant.users.get(body.email);
      if (user === undefined) return [404, { statusCode: 404, message: 'no such user' }];
      user.roles = body.roles;
      user.text = JSON.stringify({ ...user, text: undefined });
      return [200, {}];
    }
    case 'GET /users':
      return [200, usersPage(url.searchParams)];
    case 'GET /users/{id}': {
      const user = tenant.order[Number(path.split('/').at(-1)?.slice(1))];
      return user === undefined ? [404, { statusCode: 404, message: 'not found' }] : [200, { data: user }];
    }
    case 'GET /teams/user': {
      const data = [...tenant.teams.values()];
      return [200, { data, pagination: { total: data.length } }];
    }
    case 'PUT /teams': {
      const { manifest } = body;
      const team = { id: `t-${manifest.name}`, isEditable: true, manifest };
      tenant.teams.set(manifest.name, team);
      return [200, { data: team }];
    }
    default:
      return [404, { statusCode: 404, message: asked }];
  }
}

function register(email) {
  const id = `u${tenant.order.length}`;
  const at = new Date().toISOString();
  const user = {
    id,
    email,
    tenantName: 'bench',
    metadata: {
      inviteAccepted: false,
      registeredInIdp: false,
      tenantRoleManagedBy: 'manual',
      preference: {},
    },
    roles: ['member'],
    rolesWithResource: [{ roleId: 'r-member', resourceType: 'account', resourceId: 'a', roleName: 'member' }],
    accounts: [{ accountId: 'a', name: 'bench' }],
    active: true,
    isEditable: true,
    createdAt: at,
    updatedAt: at,
  };
  user.text = JSON.stringify(user);
  tenant.users.set(email, user);
  tenant.order.push(user);
}

/** As text: a page of a thousand costs the tenant nothing that would be counted as ours. */
function usersPage(query) {
  const wanted = query.get('query');
  const limit = Number(query.get('limit') ?? 100);
  const offset = Number(query.get('offset') ?? 0);
  const exact = wanted === null ? undefined : tenant.users.get(wanted);
  const all = wanted === null ? tenant.order : exact === undefined ? [] : [exact];
  const data = all.slice(offset, offset + limit).map(({ text }) => text);
  return `{"data":[${data.join(',')}],"pagination":{"total":${all.length},"offset":${offset},"limit":${limit}}}`;
}

server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`));
process.on('disconnect', () => process.exit(0));
