import { createRequire } from 'node:module';

type Callback = (error: Error | null, table?: object) => void;
interface TableDatabase {
  get(name: string, callback: Callback): void;
  put(name: string, table: object, callback: Callback): void;
  del(name: string, callback: Callback): void;
}

const require = createRequire(import.meta.url);
let taught = false;

/** dynalite reads a table's definition from the database for every request: keeps it until it is written. */
export function cacheTableDefinitions(): void {
  if (taught) return;
  taught = true;
  const database = require('dynalite/db') as { create(options: object): { readonly tableDb: TableDatabase } };
  const create = database.create;
  database.create = (options) => {
    const store = create(options);
    cacheGets(store.tableDb);
    return store;
  };
}

function cacheGets(tables: TableDatabase): void {
  const { get, put, del } = tables;
  const known = new Map<string, string>();
  let writes = 0;
  const forget = () => {
    writes += 1;
    known.clear();
  };
  tables.get = (name, callback) => {
    const text = known.get(name);
    if (text !== undefined) {
      // A copy: some operations write into what they get before they put it.
      process.nextTick(callback, null, JSON.parse(text));
      return;
    }
    const before = writes;
    get(name, (error, table) => {
      // What was read while it was written may be the old definition.
      if (!error && table && writes === before) known.set(name, JSON.stringify(table));
      callback(error, table);
    });
  };
  tables.put = (name, table, callback) => {
    forget();
    put(name, table, (error) => {
      forget();
      callback(error);
    });
  };
  tables.del = (name, callback) => {
    forget();
    del(name, (error) => {
      forget();
      callback(error);
    });
  };
}
