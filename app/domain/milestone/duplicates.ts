/** The same bytes, or a picture that looks the same. */
export type DuplicateKind = 'SAME' | 'ALIKE'

/** Where else a piece of evidence was handed in. */
export type Duplicate = {
  evidenceId: string
  title: string
  kind: DuplicateKind
  other: {
    evidenceId: string
    title: string
    projectId: string
    projectTitle: string
    milestoneId: string
    position: number
    bodyId: string
    organizationId: string
  }
}

/** A finding as a reader may see it: of projects they may not read it is told that there is one, and no more. */
export type DuplicateView = {
  evidenceId: string
  title: string
  kind: DuplicateKind
  where: 'sameReport' | 'sameProject' | 'ownProject' | 'elsewhere'
  /** Empty where it is somebody else's project. */
  otherTitle: string
  projectTitle: string
  position: number | null
}

/** `mayRead`: whether this reader may read the other's project. */
export function duplicateView(
  { evidenceId, title, kind, other }: Duplicate,
  here: { projectId: string; milestoneId: string },
  mayRead: (standing: { bodyId: string; organizationId: string }) => boolean,
): DuplicateView {
  const told = { evidenceId, title, kind }
  if (!mayRead(other)) return { ...told, where: 'elsewhere', otherTitle: '', projectTitle: '', position: null }
  const where =
    other.milestoneId === here.milestoneId
      ? 'sameReport'
      : other.projectId === here.projectId
        ? 'sameProject'
        : 'ownProject'
  return { ...told, where, otherTitle: other.title, projectTitle: other.projectTitle, position: other.position }
}
