import type { useLoaderData } from '@remix-run/react'
import type { Opening } from '#app/services/opening/queries/opening.server.ts'

/** The ceremony as it reaches a page. */
export type OpeningView = ReturnType<typeof useLoaderData<() => Promise<Opening>>>
