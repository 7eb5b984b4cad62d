import type { ProjectPage } from '#app/services/project/queries/project-page.server.ts'
import { HaltWords } from './halt-words.tsx'

/** That a project stands still, or that it ended early; nothing where neither. */
export function StandingHalt({ project }: { project: ProjectPage }) {
  const standing = project.halts.find(({ state }) => state === 'STANDING')
  return standing === undefined ? null : <HaltWords halt={standing} />
}
