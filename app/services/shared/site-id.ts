/** Of what concerns the whole site, where something must be named. */
export const siteId = '00000000-0000-0000-0000-000000000000'
