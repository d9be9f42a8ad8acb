package io.github.flowlog.adx.kusto;

import com.microsoft.azure.kusto.data.KustoOperationResult;
import com.microsoft.azure.kusto.data.KustoResultColumn;
import com.microsoft.azure.kusto.data.KustoResultSetTable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An answer of the SDK as rows of plain values. */
final class KustoAnswer {
    private KustoAnswer() {}

    static KustoRows rows(KustoOperationResult answer) {
        KustoResultSetTable table = answer.getPrimaryResults();
        if (table == null) {
            return new KustoRows(List.of(), List.of());
        }
        List<KustoRows.Column> columns = new ArrayList<>();
        for (KustoResultColumn column : table.getColumns()) {
            String type = column.getColumnType();
            columns.add(
                    new KustoRows.Column(column.getColumnName(), type == null ? "" : type.toLowerCase(Locale.ROOT)));
        }
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (List<Object> values : table.getData()) {
            List<@Nullable Object> row = new ArrayList<>(values.size());
            for (int i = 0; i < values.size(); i++) {
                row.add(value(i < columns.size() ? columns.get(i).type() : "", values.get(i)));
            }
            rows.add(row);
        }
        return new KustoRows(columns, rows);
    }

    /** Commands answer truth values as numbers, and JSON has no word for infinity and for exact decimals. */
    private static @Nullable Object value(String type, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        return switch (type) {
            case "bool", "boolean" ->
                value instanceof Number number ? Boolean.valueOf(number.intValue() != 0) : plain(value);
            case "real", "double" ->
                value instanceof Number number ? Double.valueOf(number.doubleValue()) : number(type, value.toString());
            case "decimal" -> value instanceof Number number ? number : number(type, value.toString());
            default -> plain(value);
        };
    }

    private static Object number(String type, String text) {
        try {
            return type.equals("decimal") ? new BigDecimal(text) : Double.valueOf(text);
        } catch (NumberFormatException notANumber) {
            return text;
        }
    }

    private static Object plain(Object value) {
        return value instanceof Number || value instanceof Boolean ? value : value.toString();
    }
}
