export type Level = 'low' | 'medium' | 'high'

/** What a scanner said, in its own words. */
export type Finding = {
  scanner: 'wapiti' | 'sqlmap' | 'front'
  /** Who asked: a role, or nobody. */
  as: string
  level: Level
  kind: string
  method: string
  path: string
  parameter: string
  info: string
}

export const said = ({ scanner, as, level, kind, method, path, parameter, info }: Finding): string =>
  `${level} ${scanner} as ${as}: ${kind}: ${method} ${path}${parameter === '' ? '' : ` (${parameter})`}: ${info.split('\n', 1)[0] ?? ''}`
