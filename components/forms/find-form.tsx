type Props = { action: string; words: string; label: string }

/** A field that looks for something to choose on the same page. */
export function FindForm({ action, words, label }: Props) {
  return (
    <form className="find-in" method="get" action={action} role="search">
      <label className="lab" htmlFor="find">
        {label}
      </label>
      <span className="pair">
        <input className="field" type="search" id="find" name="find" defaultValue={words} maxLength={400} dir="auto" />
        <button className="btn" type="submit">
          Find
        </button>
      </span>
    </form>
  )
}
