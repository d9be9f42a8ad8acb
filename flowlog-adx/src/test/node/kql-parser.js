'use strict';

// Answers each line {"schema": [commands], "text": "..."} of standard input with a line [problem, ...]: what Microsoft's KQL parser
// has against a query or a command in a database that the commands of the schema, in order, have made. With "ask": "columns" the
// answer is what columns a query has, with "ask": "shape" what a query, or what a command makes, reads, keeps and counts, see
// kql-shape.js. Ends with its input.

const lines = require('node:readline').createInterface({input: process.stdin});
// The bridge is the run time of the parser and has to be there first; both define globals.
require('@kusto/language-service-next/bridge.min.js');
require('@kusto/language-service-next/Kusto.Language.Bridge.min.js');

const {shape} = require('./kql-shape.js');
const {GlobalState, KustoCode, Symbols, Syntax} = Kusto.Language;
const EMPTY = GlobalState.Default.WithDatabase(new Symbols.DatabaseSymbol.ctor('Database', []));
const TABLE = /^\s*\.create(?:-merge)?\s+table\s+(\w+|\['(?:[^'\\]|\\.)*'\])\s*(\([^)]*\))/;
const FUNCTION = /^\s*\.create(?:-or-alter)?\s+function\b/;
const VIEW = /^\s*\.(?:create|create-or-alter|alter)\s[^{]*?materialized-view\b[^{]*?\b(\w+)\s+on\s+(?:table|materialized-view)\s+(?:\w+|\['(?:[^'\\]|\\.)*'\])\s*\{([^]*)\}\s*$/;

function nodes(code, kind) {
    const found = [];
    Syntax.SyntaxElement.WalkNodes(code.Syntax, node => {
        if (node.Kind === kind) {
            found.push(node);
        }
    });
    return found;
}

function columns(state, query) {
    return KustoCode.ParseAndAnalyze(query, state).ResultType.Columns;
}

// The symbol that a command defines, or null for a command that defines none, such as one that sets a policy.
function symbol(state, command) {
    const table = TABLE.exec(command);
    if (table) {
        const name = table[1].startsWith('[') ? table[1].slice(2, -2).replace(/\\(.)/g, '$1') : table[1];
        const added = Symbols.TableSymbol.From(table[2]).WithName(name);
        const existing = state.Database.GetTable(name);
        return existing ? existing.AddColumns$1(added.Columns) : added;
    }
    const view = VIEW.exec(command);
    if (view) {
        return new Symbols.MaterializedViewSymbol.$ctor2(view[1], columns(state, view[2]), view[2], null);
    }
    if (FUNCTION.test(command)) {
        const [declaration] = nodes(KustoCode.ParseAndAnalyze(command, state), Syntax.SyntaxKind.FunctionDeclaration);
        const name = /(\w+)\s*$/.exec(command.substring(0, declaration.TextStart))[1];
        return new Symbols.FunctionSymbol.$ctor16(name, declaration.Parameters.toString(), declaration.Body.toString(), null);
    }
    return null;
}

const states = new Map();

function stateOf(schema) {
    if (schema.length === 0) {
        return EMPTY;
    }
    const key = JSON.stringify(schema);
    if (!states.has(key)) {
        const before = stateOf(schema.slice(0, -1));
        const made = symbol(before, schema[schema.length - 1]);
        const others = made === null ? [] : Bridge.toArray(before.Database.Members).filter(member => member.Name !== made.Name);
        states.set(key, made === null
            ? before
            : before.WithDatabase(new Symbols.DatabaseSymbol.ctor('Database', others.concat([made]))));
    }
    return states.get(key);
}

function problems(request) {
    const code = KustoCode.ParseAndAnalyze(request.text, stateOf(request.schema));
    const found = Bridge.toArray(code.GetDiagnostics()).map(diagnostic => ({
        code: diagnostic.Code,
        start: diagnostic.Start,
        message: diagnostic.Message,
    }));
    // The parser has nothing against a command that it does not know.
    for (const kind of ['UnknownCommand', 'PartialCommand']) {
        for (const node of nodes(code, Syntax.SyntaxKind[kind])) {
            found.push({code: kind, start: node.TextStart, message: 'No command begins like this.'});
        }
    }
    return found;
}

function answer(request) {
    switch (request.ask) {
        case 'columns':
            return Bridge.toArray(columns(stateOf(request.schema), request.text)).map(column => `${column.Name}:${column.Type.Name}`);
        case 'shape':
            return shape(KustoCode.ParseAndAnalyze(request.text, stateOf(request.schema)).Syntax);
        default:
            return problems(request);
    }
}

lines.on('line', line => console.log(JSON.stringify(answer(JSON.parse(line)))));
