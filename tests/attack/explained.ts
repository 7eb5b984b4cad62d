import type { Finding } from './finding.ts'

type Explained = { kind: RegExp; info: RegExp; why: string }

/** What scanners say and is so on purpose. Whatever none of these fits is a fault; nothing of medium or above may stand here. */
const explained: readonly Explained[] = [
  {
    kind: /^HTTP Secure Headers$/,
    info: /^Strict-Transport-Security is not set/,
    why: 'asked over http on loopback; with an https PUBLIC_URL it is sent (app/server/security-headers.ts)',
  },
  {
    kind: /^HTTP Secure Headers$/,
    info: /^X-Frame-Options is not set/,
    why: 'frame-ancestors ‘none’ in the policy of contents says it to every browser that is still in use',
  },
  {
    kind: /^HTTP Secure Headers$/,
    info: /^X-XSS-Protection is not set/,
    why: 'no browser reads it any more, and where it was read it opened holes of its own; the policy of contents allows no inline script',
  },
  {
    kind: /^Secure Flag cookie$/,
    info: /^Secure flag is not set in the cookie/,
    why: 'asked over http on loopback; with an https PUBLIC_URL cookies are `__Host-` and secure (app/http/cookies.server.ts)',
  },
]

/** Why a finding is none; undefined where it is one. */
export const explanationOf = ({ level, kind, info }: Finding): string | undefined =>
  level === 'low' ? explained.find((one) => one.kind.test(kind) && one.info.test(info))?.why : undefined
