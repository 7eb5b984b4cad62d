import { useT } from '#app/i18n/provider.tsx'
import type { PublicVoice } from '#app/services/voice/queries/public-voice.server.ts'
import { Sheet } from '#app/ui/layout/page.tsx'
import { TypedText } from '#app/ui/typed.tsx'
import { VoiceFigures } from './voice-figures.tsx'

/** On a project's public page. Nothing where nobody was asked. */
export function PublicVoiceSheet({ voice }: { voice: PublicVoice }) {
  const t = useT()
  if (voice === null) return null
  return (
    <Sheet labelledBy="voice">
      <h2 id="voice">{t('voice.public.title')}</h2>
      <p>{t('voice.public.lead')}</p>
      <VoiceFigures figures={voice.figures} />
      {voice.comments.length === 0 ? null : (
        <>
          <h3>{t('voice.public.comments')}</h3>
          <p className="hint">{t('voice.public.commentsLead')}</p>
          <ul className="rows quotes">
            {voice.comments.map((text, index) => (
              <li key={index}>
                <TypedText text={text} />
              </li>
            ))}
          </ul>
        </>
      )}
    </Sheet>
  )
}
