import type { ServerBuild } from '@remix-run/node'
import type { RequestHandler } from 'express'
import { type Answering, remixHandler } from './answer-remix.ts'
import { pageMatcher } from './match-page.ts'
import { isFor } from './measure.ts'
import { withPlainData } from './plain-data.ts'
import { withPlainRefusals } from './plain-refusals.ts'
import { withUnreachable } from './unreachable.ts'

const root = 'root'

/**
 * Remix compares every request with every route, several times, and prepares all of them anew each time: with some six
 * hundred routes that takes longer than most pages need. They stand side by side under the root, so each is answered by
 * a handler of its own, which knows the root and that one page. What no page's path fits goes to the handler of all.
 */
export function answerPages(served: ServerBuild, answering: Answering): RequestHandler {
  const build = { ...served, routes: plain(served.routes) }
  const all = remixHandler(build, answering)
  const pages = Object.values(build.routes).flatMap((route) =>
    route.id === root ? [] : [{ id: route.id, path: route.path ?? '' }],
  )
  const match = pageMatcher(pages)
  const handlers = new Map<string, RequestHandler>()
  const handlerOf = (id: string): RequestHandler => {
    const onlyPages = build.routes[id]?.module.default !== undefined
    const made = handlers.get(id) ?? remixHandler(only(build, id), { ...answering, onlyPages })
    handlers.set(id, made)
    return made
  }
  return (request, response, next) => {
    const id = match(request.path)
    isFor(request, id ?? 'none')
    const answer = id === undefined ? all : handlerOf(id)
    answer(request, response, next)
  }
}

const plain = (routes: ServerBuild['routes']): ServerBuild['routes'] =>
  Object.fromEntries(
    Object.entries(routes).map(([id, route]) => [id, withPlainData(withPlainRefusals(withUnreachable(route)))]),
  )

const only = (build: ServerBuild, id: string): ServerBuild => ({
  ...build,
  routes: pick(build.routes, id),
  assets: { ...build.assets, routes: pick(build.assets.routes, id) },
})

const pick = <Route>(routes: Readonly<Record<string, Route>>, id: string): Record<string, Route> =>
  Object.fromEntries(Object.entries(routes).filter(([other]) => other === root || other === id))
