"""Import of returned contribution workbooks: read rows and marks, match them to practices, merge three ways."""
