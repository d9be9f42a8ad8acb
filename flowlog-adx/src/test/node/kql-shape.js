'use strict';

// What a query says, as lists of texts that do not depend on the language: "source flowwindow(since,until,resourcename)",
// "filter eq(flowstatus,'Denied')", "key srcip", "count bytes=add(...)", "column name=...", "join anti srcip". The Java class SqlShape
// writes the same for SQL. Names are compared without case and underscores.

const {Syntax} = Kusto.Language;
const kinds = new Map(Object.entries(Syntax.SyntaxKind).filter(([, value]) => typeof value === 'number').map(([name, value]) => [value, name]));

const BINARY = {
    EqualExpression: 'eq', NotEqualExpression: 'ne', LessThanExpression: 'lt', LessThanOrEqualExpression: 'le',
    GreaterThanExpression: 'gt', GreaterThanOrEqualExpression: 'ge', AddExpression: 'add', SubtractExpression: 'sub',
    AndExpression: 'and', OrExpression: 'or', StartsWithCsExpression: 'startswith', ContainsExpression: 'contains',
};
const CALLS = {
    countif: 'countif', countdistinct: 'distinct', takeany: 'any', iff: 'if', isnotnull: args => `not(isnull(${args}))`,
    isempty: args => `eq(${args},'')`, max: args => args === 'ingestiontime()' ? 'unknown' : `max(${args})`,
    datetimediff: args => args.replace(/^'second',(.*),datetime\(1970-01-01\)$/, 'epochseconds($1)'),
};
const SECONDS = {s: 1, m: 60, h: 3600, d: 86400};

const kind = node => kinds.get(node.Kind);
const text = node => node.toString().trim();
const name = node => text(node).toLowerCase().replace(/_/g, '');

function children(node) {
    return node ? Array.from({length: node.ChildCount}, (unused, i) => node.GetChild(i)).filter(child => child) : [];
}

function elements(list) {
    return children(list).map(element => kind(element) === 'SeparatedElement' ? element.GetChild(0) : element);
}

function flat(operator, node) {
    const inner = kind(node) === 'ParenthesizedExpression' ? node.Expression : node;
    return BINARY[kind(inner)] === operator ? [...flat(operator, inner.Left), ...flat(operator, inner.Right)] : [expression(inner)];
}

function call(node) {
    const called = name(node.Name);
    const args = elements(node.ArgumentList.Expressions).map(expression).join(',');
    const known = CALLS[called];
    return typeof known === 'function' ? known(args) : `${known || called}(${args})`;
}

function expression(node) {
    switch (kind(node)) {
        case 'ParenthesizedExpression':
            return expression(node.Expression);
        case 'NameReference':
            return name(node);
        case 'StringLiteralExpression':
            return `'${node.LiteralValue}'`;
        case 'LongLiteralExpression':
            return text(node);
        case 'TimespanLiteralExpression':
            return `span(${parseInt(text(node), 10) * SECONDS[text(node).slice(-1)]})`;
        case 'DateTimeLiteralExpression':
            return text(node);
        case 'FunctionCallExpression':
            return call(node);
        case 'InExpression':
            return `in(${[node.Left, ...elements(node.Right.Expressions)].map(expression).join(',')})`;
        case 'NotInExpression':
            return `not(in(${[node.Left, ...elements(node.Right.Expressions)].map(expression).join(',')}))`;
        default: {
            const operator = BINARY[kind(node)];
            if (!operator) {
                throw new Error(`no text for ${kind(node)}: ${text(node)}`);
            }
            return operator === 'and' || operator === 'or'
                ? `${operator}(${flat(operator, node).join(',')})`
                : `${operator}(${expression(node.Left)},${expression(node.Right)})`;
        }
    }
}

const value = node => kind(node) === 'SimpleNamedExpression' ? expression(node.Expression) : expression(node);
const named = node => kind(node) === 'SimpleNamedExpression' ? `${name(node.Name)}=${expression(node.Expression)}` : `${name(node)}=${expression(node)}`;

function parameter(operator, wanted) {
    const found = elements(operator.Parameters).find(each => text(each.Name) === wanted);
    return found ? text(found.Expression) : '';
}

function walk(node, add) {
    switch (kind(node)) {
        case 'PipeExpression':
            walk(node.Expression, add);
            walk(node.Operator, add);
            break;
        case 'ParenthesizedExpression':
            walk(node.Expression, add);
            break;
        case 'NameReference':
        case 'FunctionCallExpression':
            add('source', expression(node));
            break;
        case 'FilterOperator':
            flat('and', node.Condition).forEach(condition => add('filter', condition));
            break;
        case 'SummarizeOperator':
            elements(node.Aggregates).forEach(aggregate => add('count', named(aggregate)));
            elements(node.ByClause.Expressions).forEach(key => add('key', value(key)));
            break;
        case 'DistinctOperator':
            elements(node.Expressions).forEach(key => add('key', value(key)));
            break;
        case 'ProjectOperator':
            elements(node.Expressions).forEach(column => add('column', named(column)));
            break;
        case 'JoinOperator':
        case 'LookupOperator': {
            walk(node.Expression, add);
            const clause = kind(node) === 'JoinOperator' ? node.ConditionClause : node.LookupClause;
            elements(clause.Expressions).forEach(key => add('join', `${parameter(node, 'kind').replace(/^left(outer)?/, '$1')} ${name(key)}`));
            break;
        }
        case 'SortOperator':
        case 'TopOperator':
            break;
        default:
            throw new Error(`no shape for ${kind(node)}: ${text(node)}`);
    }
}

exports.shape = function shape(syntax) {
    const found = [];
    const bodies = [];
    Syntax.SyntaxElement.WalkNodes(syntax, node => {
        if (kind(node) === 'FunctionBody') {
            bodies.push(node.Expression);
        } else if (kind(node) === 'PipeExpression' && bodies.length === 0 && kind(node.Parent) !== 'PipeExpression') {
            bodies.push(node);
        }
    });
    walk(bodies[0], (what, how) => found.push(`${what} ${how}`));
    return found;
};
