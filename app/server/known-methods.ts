import type { RequestHandler } from 'express'

const known = ['GET', 'HEAD', 'POST', 'OPTIONS']

/** Nothing here answers any other method (TRACE would give a request's own headers back). 405, with those that are answered. */
export const knownMethods: RequestHandler = (request, response, next) => {
  if (known.includes(request.method)) next()
  else response.status(405).set('Allow', known.join(', ')).type('text/plain; charset=utf-8').send('405\n')
}
