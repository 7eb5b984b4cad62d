import { randomBytes } from 'node:crypto'
import { retrievalCodeFrom } from '#app/domain/bid/retrieval-code.ts'

/** Made anew for every page that shows one; stored nowhere. */
export const newRetrievalCode = (): string => retrievalCodeFrom(randomBytes(20))
