/** Rows of one kind, in the order in which they were created. A row is replaced, never changed in place. */
export class Collection<Row extends { readonly id: string }> {
  #rows = new Map<string, Row>()

  insert(row: Row): Row {
    this.#rows.set(row.id, row)
    return row
  }

  get(id: string): Row | undefined {
    return this.#rows.get(id)
  }

  find(matches: (row: Row) => boolean): Row | undefined {
    return this.all().find(matches)
  }

  filter(matches: (row: Row) => boolean): Row[] {
    return this.all().filter(matches)
  }

  newest(matches: (row: Row) => boolean): Row | undefined {
    return this.filter(matches).at(-1)
  }

  all(): Row[] {
    return [...this.#rows.values()]
  }

  update(id: string, change: Partial<Row>): Row {
    const row = this.#rows.get(id)
    if (!row) throw new Error(`No row ${id} to update.`)
    const changed = { ...row, ...change }
    this.#rows.set(id, changed)
    return changed
  }

  delete(id: string): void {
    this.#rows.delete(id)
  }

  clear(): void {
    this.#rows.clear()
  }
}
