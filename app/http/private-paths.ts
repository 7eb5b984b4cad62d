/** Pages of people who are signed in: search engines have nothing to look for there. */
export const privatePaths = [
  '/desk',
  '/bureau',
  '/ngo',
  '/panel',
  '/finance',
  '/oversight',
  '/admin',
  '/account',
  '/agreements',
  '/check-mail',
  '/confirm',
  '/evaluations',
  '/files',
  '/forgot',
  '/gifts',
  '/import-templates',
  '/imports',
  '/inbox',
  '/incubation',
  '/invitations',
  '/observations',
  '/privacy/requests',
  '/remedies',
  '/reset',
  '/sign-in',
  '/sign-out',
] as const

export const isPrivate = (path: string): boolean =>
  privatePaths.some((start) => path === start || path.startsWith(`${start}/`))
