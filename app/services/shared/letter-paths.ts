/** Where links in letters lead; the same addresses as in http/paths.ts, which services do not know (a test compares them). */
export const letterPaths = {
  signIn: () => '/sign-in',
  forgot: () => '/forgot',
  account: () => '/account',
  openingKey: () => '/account/opening-key',
  confirmEmail: (token: string) => `/confirm/${token}`,
  reset: (token: string) => `/reset/${token}`,
  pledges: () => '/pledges',
  pledge: (code: string) => `/pledges/${code}`,
  gift: (code: string) => `/gifts/${code}`,
  invitation: (token: string) => `/invitations/${token}`,
  call: (callNo: string) => `/calls/${callNo}`,
  project: (projectNo: string) => `/projects/${projectNo}`,
  organization: (id: string) => `/organizations/${id}`,
  /** `query`: begins with a question mark, or is empty. */
  search: (query: string) => `/search${query}`,
  follows: () => '/account/follows',
  followStop: (token: string) => `/follows/letters/${token}`,
  savedSearches: () => '/account/searches',
  savedSearchStop: (token: string) => `/search/letters/${token}`,
} as const
