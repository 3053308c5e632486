<?php
/**
 * Products, lines of a cart and lines of an order, as items.
 *
 * @package Sayso
 */

defined( 'ABSPATH' ) || exit;

/** Names are those of docs/events.md. What a customer has typed into a product (an engraving, a gift note) is not read. */
final class Sayso_Items {
	/** More would not fit into one event (8 KiB), with its envelope. */
	const BYTES = 6000;

	/**
	 * @param WC_Product $product A product or one of its variations.
	 * @param array      $more    Fields beside those of the product: quantity, price, index.
	 */
	public static function of_product( $product, array $more = array() ): array {
		$parent = (int) $product->get_parent_id();
		$id     = $parent ? $parent : (int) $product->get_id();
		$item   = array(
			'item_id'       => (string) $id,
			'item_name'     => self::text( $product->get_title() ),
			'item_variant'  => $parent ? (string) $product->get_id() : '',
			'item_brand'    => self::term( $id, 'product_brand' ),
			'item_category' => self::term( $id, 'product_cat' ),
		);
		if ( ! isset( $more['price'] ) && '' !== $product->get_price() ) {
			$more['price'] = wc_get_price_to_display( $product );
		}
		return self::known( $item, $more, get_woocommerce_currency() );
	}

	/**
	 * @param WC_Order_Item_Product $line  Of an order or a refund.
	 * @param WC_Abstract_Order     $order Whose line it is.
	 */
	public static function of_line( $line, $order ): array {
		$id       = (int) $line->get_product_id();
		$quantity = abs( (float) $line->get_quantity() );
		$item     = array(
			'item_id'       => $id ? (string) $id : 'deleted',
			'item_name'     => self::text( $line->get_name() ),
			'item_variant'  => $line->get_variation_id() ? (string) $line->get_variation_id() : '',
			'item_category' => $id ? self::term( $id, 'product_cat' ) : '',
		);
		$total    = abs( (float) $line->get_total() + (float) $line->get_total_tax() );
		return self::known( $item, array( 'price' => $quantity > 0 ? $total / $quantity : $total, 'quantity' => $quantity ), $order->get_currency() );
	}

	/** The properties, with less said of their items where they would be too much for one event; the value stays. */
	public static function fitting( array $props ): array {
		if ( self::size( $props ) > self::BYTES ) {
			foreach ( array_keys( $props['items'] ?? array() ) as $i ) {
				unset( $props['items'][ $i ]['item_name'], $props['items'][ $i ]['item_brand'], $props['items'][ $i ]['item_category'] );
			}
		}
		while ( self::size( $props ) > self::BYTES && count( $props['items'] ?? array() ) > 1 ) {
			$props['items'] = array_slice( $props['items'], 0, (int) ceil( count( $props['items'] ) * 0.8 ) );
		}
		return $props;
	}

	private static function size( array $props ): int {
		return strlen( (string) wp_json_encode( $props ) );
	}

	private static function known( array $item, array $more, string $currency ): array {
		$item = array_filter( $item, 'strlen' );
		if ( isset( $more['price'] ) ) {
			$item['price'] = Sayso_Money::round( $more['price'], $currency );
		}
		if ( isset( $more['quantity'] ) ) {
			// Goods by weight have fractions; an item has none.
			$item['quantity'] = max( 1, (int) round( (float) $more['quantity'] ) );
		}
		if ( isset( $more['index'] ) ) {
			$item['index'] = (int) $more['index'];
		}
		return $item;
	}

	/** Without markup, in one line, at most 150 characters. */
	private static function text( string $text ): string {
		$plain = html_entity_decode( wp_strip_all_tags( $text, true ), ENT_QUOTES, 'UTF-8' );
		return trim( mb_substr( $plain, 0, 150 ) );
	}

	private static function term( int $product, string $taxonomy ): string {
		$terms = taxonomy_exists( $taxonomy ) ? get_the_terms( $product, $taxonomy ) : false;
		return is_array( $terms ) && isset( $terms[0]->name ) ? self::text( $terms[0]->name ) : '';
	}
}
