"""What a sentence says otherwise than the source sentence that it tells again."""
