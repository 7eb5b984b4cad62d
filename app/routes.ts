import { route, type RouteConfig } from '@remix-run/route-config'
import { pages } from './route-table.ts'

// Every page twice: Chinese at its path, English under /en. One flat table, no nesting: a form posts to its own page.
export default pages.flatMap(([path, file]) => {
  // A file behind several addresses is a route of its own at each.
  const name = file.replace(/\.tsx?$/, '')
  const id = pages.filter(([, other]) => other === file).length === 1 ? name : `${name}:${path}`
  return path === '/'
    ? [route('', file, { index: true, id }), route('en', file, { id: `en:${id}` })]
    : [route(path.slice(1), file, { id }), route(`en${path}`, file, { id: `en:${id}` })]
}) satisfies RouteConfig
