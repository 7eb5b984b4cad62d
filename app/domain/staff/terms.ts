/** What somebody is employed for. HEAD is the one who leads (秘书长 or director), one at a time. */
export const posts = ['HEAD', 'SOCIAL_WORKER', 'PROJECT', 'FINANCE', 'OTHER'] as const
export type Post = (typeof posts)[number]

/** Three levels of social workers (国人部发〔2006〕71号), what a bookkeeper shows, and a course that comes before a post. */
export const certificateKinds = [
  'ASSISTANT_SOCIAL_WORKER',
  'SOCIAL_WORKER',
  'SENIOR_SOCIAL_WORKER',
  'ACCOUNTING',
  'TRAINING',
] as const
export type CertificateKind = (typeof certificateKinds)[number]

/** How somebody agreed to be on a list. */
export const consentWays = ['WRITTEN', 'ELECTRONIC'] as const
export type ConsentWay = (typeof consentWays)[number]
