import type { ReactNode } from 'react'

/** A wide table in a frame of its own that scrolls, by keyboard too; a group, not a landmark: the section around it is one. */
export function Scroll({ label, children }: { label: string; children: ReactNode }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable without a mouse (WCAG 2.1.1)
    <div className="scroll" tabIndex={0} role="group" aria-label={label}>
      {children}
    </div>
  )
}
