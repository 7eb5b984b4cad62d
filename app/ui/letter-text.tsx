/** A letter as its reader gets it: paragraphs, links to follow. */
export function LetterText({ text, locale }: { text: string; locale: string }) {
  return (
    <div lang={locale} className="letter">
      {text.split(/\n\n+/).map((part, index) => (
        <p key={index}>
          {/^https?:\/\/\S+$/.test(part) ? (
            <a href={part} rel="noreferrer">
              {part}
            </a>
          ) : (
            part
          )}
        </p>
      ))}
    </div>
  )
}
