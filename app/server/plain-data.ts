import type { LoaderFunction, ServerBuild } from '@remix-run/node'

type Route = ServerBuild['routes'][string]

/** As much of a Response as Remix looks at in what a loader answered. */
type Answered = Pick<Response, 'status' | 'statusText' | 'headers'> & { body: object; json: () => Promise<unknown> }

const headers = new Headers({ 'Content-Type': 'application/json; charset=utf-8' })

/** Remix writes the data out once more for scripts in the page that no page here has: it finds nothing to write. */
const notWrittenOut = { value: () => null, enumerable: false }

/** A copy as JSON makes it: what a page is drawn from is what a browser would get. */
const answered = (data: unknown): Answered => {
  const text = JSON.stringify(data)
  const copy = (): unknown => {
    const made: unknown = JSON.parse(text)
    return typeof made === 'object' && made !== null ? Object.defineProperty(made, 'toJSON', notWrittenOut) : made
  }
  return { status: 200, statusText: 'OK', headers, body: {}, json: () => Promise.resolve(copy()) }
}

/**
 * Remix makes a Response of what a page's loader answers and reads it again through a stream: for most pages that takes longer than their
 * SQL. Files and whatever is a Response already go their way.
 */
export function withPlainData(route: Route): Route {
  const { loader } = route.module
  if (loader === undefined || route.module.default === undefined) return route
  return { ...route, module: { ...route.module, loader: plainly(loader) } }
}

const plainly =
  (loader: LoaderFunction): LoaderFunction =>
  async (args) => {
    const data: unknown = await loader(args)
    // Remix says what is wrong with nothing.
    return data === undefined || data === null || data instanceof Response ? data : answered(data)
  }
