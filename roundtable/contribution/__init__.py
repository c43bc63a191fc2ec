"""Excel contribution workbook: columns, cell formats, document and writer."""
