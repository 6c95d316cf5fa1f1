/** What --help prints: every option, on one screen. */
export const helpText = `A sandbox tenant on this computer: the whole platform API, with made-up people.

  npm run sandbox -- [options]
  npm run -s sandbox -- --json [options]   for scripts: -s keeps npm's own lines out of the JSON

The tenant
  --users N           people in it, 1 to 1000000 (1284)
  --seed N            another company of the same size; the same number gives the same one (1)
  --tenant-name NAME  its name (sandbox)
  --mode MODE         scim, jit or invite-only (scim; invite-only with --no-sso); SCIM tokens work in scim
  --no-sso            without an SSO connection
  --published-only    without the calls that no published API has
  --empty-teams       accept teams without members
  --scim-token-days N a SCIM token made from now on ends after so many days; left out: never
  --file PATH         keep the tenant in this file; left out: gone when it ends
  --reset             seed the file anew
  --reset-outdated    seed it anew only when another version of the sandbox made it

Reaching it
  --port N            0 takes a free one (0)
  --token TEXT        the tenant admin's token; left out: made anew at each start
  --member-token TEXT also a token of a plain member
  --json              print one line of JSON: addresses and tokens; with npm run -s
  --with-parent       end when the starting process ends

An identity provider that pushes over SCIM
  --idp VENDOR        okta, okta-put, entra, entra-scim062020 or jumpcloud; steered by the control port
  --idp-every TIME    a week of the company and a cycle each 30s, 5m or 1h; left out: when the control port says so

Making it misbehave
  --latency MS        every answer waits so long (0)
  --control-port N    where faults are ordered, the clock is set and requests are seen; 0 takes a free one (0)
  --no-control        without the control port

  --help, -h          this text`;
