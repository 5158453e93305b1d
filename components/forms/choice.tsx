type Props = { name: string; label: string; names: Record<string, string> | [string, string][]; value: string }

/** A choice with its label; `names` says what each value is called, in the order of the list. An object would put values that are numbers first. */
export function Choice({ name, label, names, value }: Props) {
  return (
    <div className="q">
      <label className="lab" htmlFor={name}>
        {label}
      </label>
      <select className="field" id={name} name={name} defaultValue={value}>
        {(Array.isArray(names) ? names : Object.entries(names)).map(([each, says]) => (
          <option key={each} value={each}>
            {says}
          </option>
        ))}
      </select>
    </div>
  )
}
