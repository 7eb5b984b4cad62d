import type { MeetingRow } from '#app/services/meeting/queries/meetings.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { A } from '#app/ui/link.tsx'
import { Typed } from '#app/ui/typed.tsx'
import { MeetingTag } from './meeting-tag.tsx'

export function MeetingRows({ meetings, to }: { meetings: readonly MeetingRow[]; to: (id: string) => string }) {
  const { deadline } = useFormat()
  return (
    <ul className="rows">
      {meetings.map((meeting) => (
        <li key={meeting.id}>
          <h3>
            <A to={to(meeting.id)}>
              <Typed>{meeting.title}</Typed>
            </A>
          </h3>
          <p>{deadline(meeting.startsAt)}</p>
          <ul className="meta">
            <li>
              <MeetingTag state={meeting.state} isOverdue={meeting.isOverdue} />
            </li>
            <li>{meeting.kindName}</li>
            <li>
              <Typed>{meeting.place}</Typed>
            </li>
            <li>{meeting.regionName}</li>
          </ul>
        </li>
      ))}
    </ul>
  )
}
