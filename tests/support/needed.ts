/** What start-site.ts tells of the site. @throws Error when there is none. */
export function needed(name: 'SITE_URL' | 'SITE_OWNER_URL' | 'SITE_APP_SECRET' | 'SITE_DATA_DIR'): string {
  const value = process.env[name]
  if (value === undefined) throw new Error(`${name} is not set: the site was not started`)
  return value
}
