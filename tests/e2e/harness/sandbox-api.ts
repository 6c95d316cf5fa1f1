/** An answer of the sandbox as it came: nothing is thrown for 4xx or 5xx. */
export interface ApiAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed JSON, or the text when it is none. */
  readonly body: unknown;
}

/** A person as the tenant's REST interface shows one; only what tests read is named. */
export interface SandboxUser {
  id: string;
  email: string;
  active: boolean;
  roles: string[];
  metadata: Record<string, unknown>;
  [field: string]: unknown;
}

export interface SandboxMail {
  id: string | number;
  to: string;
  kind: string;
  createdAt: string;
}

export interface SandboxApi {
  /** Real HTTP with the token. A path is below /api/svc/v1, or below the root when it starts with /sandbox/. */
  api(path: string, init?: RequestInit): Promise<ApiAnswer>;
  /** Everybody, deactivated people too, in the tenant's order. */
  allUsers(): Promise<SandboxUser[]>;
  findUser(email: string): Promise<SandboxUser | undefined>;
  /** The mails that the sandbox would have sent. */
  outbox(): Promise<SandboxMail[]>;
}

const pageSize = 1000;

/** The witness's view of a sandbox: what the tenant itself says, past the app. */
export function sandboxApi({ tenantUrl, token }: { tenantUrl: string; token: string }): SandboxApi {
  async function api(path: string, init: RequestInit = {}): Promise<ApiAnswer> {
    const url = new URL(path.startsWith('/sandbox/') ? path : `/api/svc/v1${path}`, tenantUrl);
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${token}`);
    if (typeof init.body === 'string') headers.set('content-type', 'application/json');
    const answer = await fetch(url, { ...init, headers });
    return { status: answer.status, headers: answer.headers, body: parse(await answer.text()) };
  }

  async function list<Row>(path: string): Promise<{ data: Row[]; total: number }> {
    const { status, body } = await api(path);
    if (status !== 200) throw new Error(`The sandbox answered ${status} to GET ${path}`);
    const { data, pagination } = body as { data: Row[]; pagination?: { total: number } };
    return { data, total: pagination?.total ?? data.length };
  }

  async function allUsers(): Promise<SandboxUser[]> {
    const users: SandboxUser[] = [];
    for (;;) {
      const page = await list<SandboxUser>(
        `/users?limit=${pageSize}&offset=${users.length}&showInvalidUsers=true`,
      );
      users.push(...page.data);
      if (users.length >= page.total || page.data.length === 0) return users;
    }
  }

  async function findUser(email: string): Promise<SandboxUser | undefined> {
    const query = new URLSearchParams({ query: email, showInvalidUsers: 'true' });
    const { data } = await list<SandboxUser>(`/users?${query}`);
    return data.find((user) => user.email.toLowerCase() === email.toLowerCase());
  }

  return { api, allUsers, findUser, outbox: async () => (await list<SandboxMail>('/sandbox/outbox')).data };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // HTML, plain text or nothing: for a test that is an answer too.
    return text;
  }
}
