import { Field } from '@/components/ui/field'

type Props = { action: string; name: string; label: string; value: string; children?: React.ReactNode }

/** A field that narrows the list of its page. `children` are between it and the button. */
export function FindForm({ action, name, label, value, children }: Props) {
  return (
    <form className="admin-find beside-field" method="get" action={action}>
      <Field form={undefined} name={name} label={label} value={value} />
      {children}
      <button className="btn" type="submit">
        Find
      </button>
    </form>
  )
}
