import { route, type RouteConfig } from '@remix-run/route-config'
import { pages } from './route-table.ts'

// Every page twice: Chinese at its path, English under /en. One flat table, no nesting: a form posts to its own page.
export default pages.flatMap(([path, file]) => {
  const id = file.replace(/\.tsx?$/, '')
  return path === '/'
    ? [route('', file, { index: true, id }), route('en', file, { id: `en:${id}` })]
    : [route(path.slice(1), file, { id }), route(`en${path}`, file, { id: `en:${id}` })]
}) satisfies RouteConfig
