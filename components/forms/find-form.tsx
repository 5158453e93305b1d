import { Field } from '@/components/ui/field'

type Props = { action: string; name: string; label: string; value: string; children?: React.ReactNode }

/** A field that looks for something, or narrows the list, on its own page. `children` are between it and the button. */
export function FindForm({ action, name, label, value, children }: Props) {
  return (
    <form className="find-in beside-field" method="get" action={action}>
      <Field form={undefined} name={name} label={label} value={value} maxLength={400} />
      {children}
      <button className="btn" type="submit">
        Find
      </button>
    </form>
  )
}
