type Props = {
  to: string
  command: string
  className?: string
  /** For readers of screens, where several buttons of a page have the same label. */
  describedAs?: string
  pressed?: boolean
  onSubmit?: React.FormEventHandler
  children: React.ReactNode
}

/** A button that does one thing: a form of its own, so that it works without scripts. */
export function CommandButton({ to, command, className = 'btn', describedAs, pressed, onSubmit, children }: Props) {
  return (
    <form method="post" action={to} onSubmit={onSubmit}>
      <input type="hidden" name="do" value={command} />
      <button className={className} type="submit" aria-label={describedAs} aria-pressed={pressed}>
        {children}
      </button>
    </form>
  )
}
