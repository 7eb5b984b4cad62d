/** Names and values given to a process. Remix insists that Node's own type has NODE_ENV; not every program wants one. */
export type Environment = Readonly<Record<string, string | undefined>>

export const forSpawn = (environment: Environment) => environment as NodeJS.ProcessEnv
