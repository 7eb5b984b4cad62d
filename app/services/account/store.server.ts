// What other areas may ask of accounts.
export { signUp, type NewPerson } from './sign-up.server.ts'
export { voidInvitation, writeInvitation } from './invite.server.ts'
export { clearSecondFactor } from './second-factor.server.ts'
export { endSessions } from './end-sessions.server.ts'
export { hashOf, newToken } from './secret-token.server.ts'
export { letterPaths } from '#app/services/shared/letter-paths.ts'
