/** A button that does one thing to a post: a form of its own, so that it works without scripts. */
export function CommandButton({ to, command, label }: { to: string; command: string; label: string }) {
  return (
    <form method="post" action={to}>
      <input type="hidden" name="do" value={command} />
      <button className="btn" type="submit">
        {label}
      </button>
    </form>
  )
}
